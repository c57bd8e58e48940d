/** Tests of software templates, without a server. */
package dev.callboard.cli.template;
