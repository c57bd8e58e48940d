/** The settings of users, by bucket and key. */
package dev.callboard.user.settings;
