/** The REST API of the scaffolder, as in Backstage. */
package dev.callboard.scaffolder.rest;
