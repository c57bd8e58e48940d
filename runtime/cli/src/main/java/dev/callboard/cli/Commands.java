package dev.callboard.cli;

import dev.callboard.cli.audit.AuditCommand;
import dev.callboard.cli.doctor.DoctorCommand;
import dev.callboard.cli.plugins.PluginsCommand;
import dev.callboard.cli.template.TemplateCommand;
import dev.callboard.cli.validate.ValidateCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Parses the command line and runs a command. Only the one that is asked for is built. */
final class Commands {
  private final Terminal terminal;
  private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

  Commands(Terminal terminal, Function<Map<String, String>, Integer> server) {
    this.terminal = terminal;
    commands.put("run", () -> new RunCommand(terminal, server));
    commands.put("version", () -> new VersionCommand(terminal));
    commands.put("validate", () -> new ValidateCommand(terminal));
    commands.put("template", () -> TemplateCommand.create(terminal));
    commands.put("doctor", () -> new DoctorCommand(terminal));
    commands.put("audit", () -> AuditCommand.create(terminal));
    commands.put("plugins", () -> PluginsCommand.create(terminal));
  }

  int execute(String... args) {
    CommandLine line = new CommandLine(new RootCommand(terminal));
    if (args.length > 0 && commands.containsKey(args[0])) {
      line.addSubcommand(args[0], commands.get(args[0]).get());
    } else {
      commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    }
    return line
        // A file named by an argument would be read before anything is checked.
        .setExpandAtFiles(false)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(
            (problem, arguments) -> Problems.reportUsage(problem, terminal.err()))
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> Problems.report(problem, terminal.err()))
        .execute(args);
  }
}
