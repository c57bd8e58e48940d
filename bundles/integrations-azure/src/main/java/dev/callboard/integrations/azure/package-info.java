/** Azure DevOps, in the cloud and of one's own. */
package dev.callboard.integrations.azure;
