/** Buckets that speak S3. */
package dev.callboard.integrations.s3;
