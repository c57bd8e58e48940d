package dev.callboard.catalog.ingest;

/**
 * A file that a target stands for.
 *
 * @param target what led to it
 * @param address a URL or an absolute path
 * @param discovered whether it was found in a directory, so that it need not be an entity file
 */
record Found(Target target, String address, boolean discovered) {
  /** Returns {@code <type>:<address>}. */
  String key() {
    return target.type() + ":" + address;
  }
}
