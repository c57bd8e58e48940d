/** Bitbucket, in the cloud and of one's own. */
package dev.callboard.integrations.bitbucket;
