package dev.callboard.http.tls;

import java.security.PrivateKey;
import java.security.cert.Certificate;

/** A certificate chain, that of the server first, and the key of the first. */
record Identity(Certificate[] chain, PrivateKey key) {}
