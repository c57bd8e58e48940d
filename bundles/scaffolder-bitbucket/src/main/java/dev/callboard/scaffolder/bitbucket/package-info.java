/** Actions of templates on Bitbucket. */
package dev.callboard.scaffolder.bitbucket;
