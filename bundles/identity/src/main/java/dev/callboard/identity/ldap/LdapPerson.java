package dev.callboard.identity.ldap;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.SignInResult;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;

/** Reads who somebody is from an entry of a directory. */
final class LdapPerson {
  /** Active Directory's id, 16 bytes. */
  static final String OBJECT_GUID = "objectGUID";

  private static final int GUID_BYTES = 16;

  private final LdapSettings settings;

  LdapPerson(LdapSettings settings) {
    this.settings = settings;
  }

  /** Returns the attributes that are asked for: the id is one that is not sent unasked. */
  String[] attributes() {
    List<String> names = new ArrayList<>(settings.idAttributes());
    names.add(username());
    names.add(email());
    names.add(displayName());
    return names.stream().distinct().toArray(String[]::new);
  }

  private String username() {
    return settings.attribute("username", "uid");
  }

  private String email() {
    return settings.attribute("email", "mail");
  }

  private String displayName() {
    return settings.attribute("displayName", "cn");
  }

  SignInResult.Builder of(String dn, Attributes attributes) throws NamingException {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("dn", dn);
    for (String name : attributes()) {
      String value = text(attributes.get(name));
      if (value != null) {
        claims.put(name, value);
      }
    }
    String email = (String) claims.get(email());
    return SignInResult.of(id(claims))
        .username((String) claims.get(username()))
        .email(email, email != null && settings.emailVerified())
        .displayName((String) claims.get(displayName()))
        .claims(claims);
  }

  /** The name of an entry can be given to somebody else later; an id cannot. */
  private String id(Map<String, Object> claims) {
    for (String attribute : settings.idAttributes()) {
      if (claims.get(attribute) instanceof String id && !id.isEmpty()) {
        return id;
      }
    }
    throw noId();
  }

  private PortalException noId() {
    return settings.wrong(
        "attributes.id", "is needed: entries have none of " + settings.idAttributes());
  }

  private static String text(Attribute attribute) throws NamingException {
    if (attribute == null) {
      return null;
    }
    NamingEnumeration<?> values = attribute.getAll();
    try {
      Object value = values.hasMore() ? values.next() : null;
      if (value instanceof byte[] bytes) {
        return bytes.length == GUID_BYTES ? guid(bytes).toString() : null;
      }
      return value instanceof String text ? text : null;
    } finally {
      values.close();
    }
  }

  /** The first three parts are little-endian: MS-DTYP 2.3.4.2. */
  private static UUID guid(byte[] bytes) {
    ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long high =
        (little.getInt() & 0xffffffffL) << 32
            | (little.getShort() & 0xffffL) << 16
            | little.getShort() & 0xffffL;
    return new UUID(high, little.order(ByteOrder.BIG_ENDIAN).getLong());
  }
}
