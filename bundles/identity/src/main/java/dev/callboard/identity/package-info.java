/**
 * Who calls: static and external tokens, the tokens that the server makes itself, guest sign-in.
 *
 * <p>{@link dev.callboard.identity.TokenAuthority} holds what all share. A token is looked at by
 * the verifier that its header names, and by no other: {@code typ} decides between users and
 * plugins, each with signing keys of its own. Keys are made at the first use, because that costs
 * time that a start does not have. Formats: RFC 7515, 7517 and 7519, and the token layouts of
 * Backstage.
 */
@CallboardPlugin(id = "auth", name = "Auth", description = "Sign-in, tokens and signing keys")
package dev.callboard.identity;

import dev.callboard.platform.plugin.CallboardPlugin;
