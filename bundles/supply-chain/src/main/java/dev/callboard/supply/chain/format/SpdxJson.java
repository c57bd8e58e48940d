package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.SecurityDocument;

/** SPDX 2.2 and 2.3 as JSON. */
final class SpdxJson implements DocumentFormat {
  @Override
  public String id() {
    return "spdx";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    SpdxParts parts = new SpdxParts(to);
    new JsonWalk(limits)
        .on("/spdxVersion", parts::version)
        .on("/creationInfo/creators/*", creator -> parts.creator(creator.text()))
        .on("/documentDescribes/*", id -> to.root(id.text()))
        .on("/packages/*", pkg -> pkg(parts, pkg))
        .on(
            "/relationships/*",
            each ->
                parts.relation(
                    each.need("spdxElementId"),
                    each.need("relationshipType"),
                    each.need("relatedSpdxElement")))
        .walk(body);
    parts.requireVersion();
    return to.build(id());
  }

  private static void pkg(SpdxParts parts, Node pkg) {
    String purl = "";
    for (Node reference : pkg.nodes("externalRefs")) {
      if (reference.text("referenceType").equals("purl") && purl.isEmpty()) {
        purl = reference.text("referenceLocator");
      }
    }
    parts.pkg(
        pkg,
        pkg.need("SPDXID"),
        pkg.need("name"),
        pkg.text("versionInfo"),
        SpdxParts.licence(pkg.text("licenseConcluded"), pkg.text("licenseDeclared")),
        purl);
  }
}
