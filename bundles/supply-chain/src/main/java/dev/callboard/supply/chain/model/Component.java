package dev.callboard.supply.chain.model;

/**
 * A part of an entity. Texts are empty when the document does not tell.
 *
 * @param pkg which package
 * @param version of the package
 * @param licence SPDX expression or name
 * @param purl the package URL as it was written
 * @param parent the place in the list of the component that brings it on a shortest way from the
 *     root, or -1 when the entity itself does
 */
public record Component(PackageId pkg, String version, String licence, String purl, int parent) {}
