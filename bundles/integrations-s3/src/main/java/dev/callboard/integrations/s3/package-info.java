/** Buckets that speak S3. */
@CallboardPlugin(
    id = "integrations-s3",
    name = "S3",
    description = "Reads files from buckets that speak S3")
package dev.callboard.integrations.s3;

import dev.callboard.platform.plugin.CallboardPlugin;
