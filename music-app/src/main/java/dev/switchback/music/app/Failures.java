package dev.switchback.music.app;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.music.MusicException;
import dev.switchback.music.app.scan.ScanBusyException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns whatever went wrong into one line and an exit code; a stack trace only on request. */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (parsed.expandedArgs().contains("--debug")) {
      cause.printStackTrace(err);
    }
    if (cause instanceof CancellationException) {
      return say(err, ExitCode.INTERRUPTED, "interrupted; what was written so far is kept");
    }
    if (cause instanceof CommandFailure known) {
      return say(err, known.exitCode(), String.valueOf(known.getMessage()));
    }
    if (cause instanceof ScanBusyException busy) {
      return say(err, ExitCode.SCAN_BUSY, String.valueOf(busy.getMessage()));
    }
    if (cause instanceof MusicException music) {
      return say(err, exitCode(music.reason()), lowerCase(String.valueOf(music.getMessage())));
    }
    if (cause instanceof IllegalArgumentException bad) { // the library's own checks
      return say(err, ExitCode.USAGE, lowerCase(String.valueOf(bad.getMessage())));
    }
    if (cause instanceof DatabaseException database) {
      return say(err, exitCode(database.kind()), where(command, message(database)));
    }
    return say(err, ExitCode.INTERNAL, "unexpected " + cause + " (--debug shows more)");
  }

  static int exitCode(ErrorKind kind) {
    return switch (kind) {
      case CONNECTION, POOL_TIMEOUT, TIMEOUT -> ExitCode.UNREACHABLE;
      case AUTHENTICATION -> ExitCode.AUTHENTICATION;
      case CORRUPT -> ExitCode.NO_DATABASE;
      case PERMISSION, READ_ONLY -> ExitCode.PERMISSION;
      case UNSUPPORTED -> ExitCode.UNKNOWN_URL;
      case NO_SUCH_TABLE, NO_SUCH_COLUMN -> ExitCode.NO_LIBRARY;
      default -> ExitCode.DATABASE;
    };
  }

  private static int exitCode(MusicException.Reason reason) {
    return reason == MusicException.Reason.ALREADY_THERE
        ? ExitCode.ALREADY_THERE
        : ExitCode.NOT_FOUND;
  }

  private static String lowerCase(String message) {
    return message.length() > 1 && Character.isUpperCase(message.charAt(1))
        ? message
        : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  /** An error of the driver does not say in which database. */
  private static String where(@Nullable CommandLine command, String message) {
    if (command == null || message.contains("jdbc:")) {
      return message;
    }
    return command.getCommand() instanceof MusicCommand music
        ? music.database.shown(music.session) + ": " + message
        : where(command.getParent(), message);
  }

  private static String message(DatabaseException failure) {
    return switch (failure.kind()) {
      case NO_SUCH_TABLE, NO_SUCH_COLUMN ->
          "there is no library in it, or an older one; 'music migrate up' makes it";
      case MIGRATION ->
          failure.getMessage()
              + (failure.getCause() == null ? "" : ": " + failure.getCause().getMessage());
      default -> String.valueOf(failure.getMessage());
    };
  }

  private static int say(PrintWriter err, int exitCode, String message) {
    err.println("music: " + Text.oneLine(message));
    err.flush();
    return exitCode;
  }
}
