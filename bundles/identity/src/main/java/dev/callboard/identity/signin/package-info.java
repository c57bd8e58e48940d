/** Sign-in: the flow through the browser, its cookies, and which user of the catalog it ends in. */
package dev.callboard.identity.signin;
