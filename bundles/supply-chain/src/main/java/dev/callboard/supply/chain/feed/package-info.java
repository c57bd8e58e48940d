/** What is known of vulnerabilities: advisories of OSV, KEV and EPSS; and whom they concern. */
package dev.callboard.supply.chain.feed;
