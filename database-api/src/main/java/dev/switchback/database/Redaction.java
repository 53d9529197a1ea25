package dev.switchback.database;

import java.util.regex.Pattern;

/** Takes out of a URL what could be a secret. */
final class Redaction {

  /**
   * {@code //user:password@host}. The last @ before the parameters ends it: passwords may contain
   * one, and a slash. Rather a path is hidden than a part of a password shown.
   */
  private static final Pattern USER_INFO = Pattern.compile("//[^?#]*@");

  /** Values of parameters; only the harmless parts of a URL stay. */
  private static final Pattern PARAMETER = Pattern.compile("([?&;][^=&;]*=)[^&;]*");

  private Redaction() {}

  static String redact(String url) {
    String withoutUser = USER_INFO.matcher(url).replaceFirst("//***@");
    return PARAMETER.matcher(withoutUser).replaceAll("$1***");
  }
}
