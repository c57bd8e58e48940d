package dev.callboard.scaffolder.template.value;

import java.util.LinkedHashMap;
import java.util.Map;

/** The named arguments of a call, which come as its last argument. */
public final class KeywordArguments extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1L;

  /** None. */
  public KeywordArguments() {}

  /** A copy. */
  public KeywordArguments(Map<String, Object> others) {
    super(others);
  }
}
