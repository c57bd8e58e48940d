package dev.callboard.catalog.discovery.ldap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Finds what stays the same when an entry is renamed. */
final class Uuids {
  /** Of Active Directory, as bytes. */
  static final String GUID = "objectGUID";

  private static final List<String> USUAL = List.of(GUID, "ipaUniqueID", "entryUUID");

  private Uuids() {}

  /**
   * Returns it as text.
   *
   * @param attribute that has it, or empty to take the first of the usual ones
   */
  static Optional<String> of(LdapEntry entry, Optional<String> attribute) {
    for (String name : attribute.map(List::of).orElse(USUAL)) {
      for (Object value :
          entry.attributes().getOrDefault(name.toLowerCase(Locale.ROOT), List.of())) {
        if (value instanceof byte[] bytes && bytes.length == 16) {
          return Optional.of(guid(bytes));
        }
        if (value instanceof String text && !text.isBlank()) {
          return Optional.of(text);
        }
      }
    }
    return Optional.empty();
  }

  /** MS-DTYP 2.3.4.2: the first three fields have their least byte first. */
  private static String guid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long high =
        (buffer.getInt() & 0xffff_ffffL) << 32
            | (buffer.getShort() & 0xffffL) << 16
            | buffer.getShort() & 0xffffL;
    return new UUID(high, buffer.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
  }
}
