/** Reads bills of materials, findings and statements of all formats. */
package dev.callboard.supply.chain.format;
