package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// describe makes the tree tell about itself alike: its prose wraps where the terminal
// ends, its flags complete to the words that they take, and the commands that only
// describe refuse what they do not know.
func describe(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	root.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveDefault // files, beside the commands
	}
	for _, cmd := range append(root.Commands(), root) {
		cmd.Long = flowing(cmd.Long)
		cmd.Flags().VisitAll(func(flag *pflag.Flag) { completed(cmd, flag) })
		switch cmd.Name() {
		case "help":
			cmd.Args = knownCommand
		case "completion":
			cmd.Args = cobra.ArbitraryArgs
			cmd.RunE = func(cmd *cobra.Command, args []string) error {
				if len(args) > 0 {
					return badUsage("there is no completion for %q: choose bash, fish, powershell or zsh", args[0])
				}
				return cmd.Help()
			}
		}
	}
}

// flowing takes the ends of lines out of each paragraph.
func flowing(text string) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, one := range paragraphs {
		paragraphs[i] = strings.Join(strings.Fields(one), " ")
	}
	return strings.Join(paragraphs, "\n\n")
}

// completed offers the words of a flag to the shell: those that it takes, no file where it
// takes none, and files else.
func completed(cmd *cobra.Command, flag *pflag.Flag) {
	if name := flag.Value.Type(); name == "file" || name == "folder" || name == "bool" {
		return
	}
	offered, _ := flag.Value.(interface{ offers() []string })
	if offered == nil {
		return
	}
	// It fails only for a flag that the command has not, or one that is offered twice.
	_ = cmd.RegisterFlagCompletionFunc(flag.Name, cobra.FixedCompletions(offered.offers(), cobra.ShellCompDirectiveNoFileComp))
}

// knownCommand refuses to help with what is no command, by a name or names that lead to
// none.
func knownCommand(cmd *cobra.Command, args []string) error {
	at := cmd.Root()
	for _, word := range args {
		next := slices.IndexFunc(at.Commands(), func(c *cobra.Command) bool { return c.Name() == word })
		if next < 0 {
			return badUsage("there is no command %q to help with: confscope --help lists the commands", word)
		}
		at = at.Commands()[next]
	}
	return nil
}
