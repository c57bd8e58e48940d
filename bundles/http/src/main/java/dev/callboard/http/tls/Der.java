package dev.callboard.http.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Writes the few DER types (ITU-T X.690) of which a certificate and a key are made. */
final class Der {
  static final int OCTETS = 0x04;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  private static final int INTEGER = 0x02;
  private static final int BITS = 0x03;
  private static final int UTF8 = 0x0c;
  private static final int TIME = 0x18;
  private static final byte[] RSA = oid("06092a864886f70d0101010500");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Der() {}

  /** Returns a value with its parts as content. */
  static byte[] of(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length > 0xff) {
      out.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
    } else if (length > 0x7f) {
      out.writeBytes(new byte[] {(byte) 0x81, (byte) length});
    } else {
      out.write(length);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  /** Returns bytes that are given in hexadecimal, encoded already. */
  static byte[] oid(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static byte[] number(BigInteger value) {
    return of(INTEGER, value.toByteArray());
  }

  static byte[] text(String value) {
    return of(UTF8, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a GeneralizedTime. */
  static byte[] time(Instant value) {
    return of(TIME, SECONDS.format(value).getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] bits(byte[] value) {
    return of(BITS, new byte[1], value);
  }

  /** Wraps an RSA key of PKCS #1 as PKCS #8 (RFC 5208), which Java reads. */
  static byte[] pkcs8OfRsa(byte[] pkcs1) {
    return of(SEQUENCE, number(BigInteger.ZERO), of(SEQUENCE, RSA), of(OCTETS, pkcs1));
  }
}
