package dev.callboard.catalog.ingest;

import dev.callboard.platform.error.PortalException;

/** What the placeholders of an entity that stands in no file read from: nothing. */
final class NoFiles implements SourceReader.Related {
  @Override
  public String location() {
    return "";
  }

  @Override
  public String resolve(String reference) {
    return reference;
  }

  @Override
  public String read(String reference) {
    throw PortalException.input(
        "could not read location " + reference + ", the entity does not come from a file");
  }

  @Override
  public String dependencies() {
    return null;
  }
}
