// Package batch reads the output of OpenAI-compatible batch jobs: one JSON object a line,
// known by its custom_id, with the answers of one request.
//
// Bodies of chat completions, completions and responses are read, wrapped as OpenAI
// writes them or put straight into the response as early vLLM did. A record is a line: its
// id is the custom_id, its traces are the choices by their index. Log-probabilities come
// as the file has them, -9999 included: a measure cuts them. The file states neither
// prompt nor label; ReadPrompts finds the prompts in the input file of the same job.
//
// A trace is marked as refused where the server says so (a structured refusal, a content
// filter) and is otherwise left unmarked: most models refuse in plain words, so that the
// lack of such a mark says nothing.
//
// A reader holds one line of at most 256 MiB and what is in it: 65,536 answers, and
// 4,194,304 tokens and candidates, at most 64 bytes each beside their texts.
package batch
