/** Keeps published sites in a bucket of a service that speaks S3. */
package dev.callboard.docs.s3;
