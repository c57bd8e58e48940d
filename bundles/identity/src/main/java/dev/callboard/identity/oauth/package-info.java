/** Sign-in with OpenID providers, GitHub and GitLab. */
package dev.callboard.identity.oauth;
