package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.VexStatus;
import java.util.List;

/**
 * OpenVEX 0.0.1 to 0.2.0. A statement about subcomponents holds for these packages; one about a
 * product for the package that the product names, or for the whole entity.
 */
final class OpenVex implements DocumentFormat {
  @Override
  public String id() {
    return "openvex";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    new JsonWalk(limits)
        .on("/@context", at -> to.specVersion = version(at.text()))
        .on("/author", at -> to.tool = at.text())
        .on("/statements/*", each -> statement(to, each))
        .walk(body);
    return to.build(id());
  }

  private static String version(String context) {
    int at = context.lastIndexOf("/v");
    return at < 0 ? "" : Collected.cut(context.substring(at + 2), 20);
  }

  private static void statement(Collected to, Node each) {
    Node named = each.node("vulnerability");
    String name = named.isText() ? named.text() : named.text("name");
    String id = name.isEmpty() ? named.need("@id") : name;
    List<String> aliases = named.isText() ? List.of() : named.texts("aliases");
    VexStatus status = status(each);
    String detail = each.text("impact_statement");
    String words = detail.isEmpty() ? each.text("action_statement") : detail;
    List<Node> products = each.nodes("products");
    if (products.isEmpty()) {
      throw each.refuse("must have a list 'products' that is not empty");
    }
    for (Node product : products) {
      List<Node> parts = product.isText() ? List.of() : product.nodes("subcomponents");
      for (Node about : parts.isEmpty() ? List.of(product) : parts) {
        to.statement(
            new Draft(id)
                .aliases(aliases)
                .pkg(purl(about), "", "", "")
                .statement(status, each.text("justification"), words));
      }
    }
  }

  private static String purl(Node about) {
    if (about.isText()) {
      return about.text();
    }
    String purl = about.node("identifiers").text("purl");
    return purl.isEmpty() ? about.text("@id") : purl;
  }

  private static VexStatus status(Node each) {
    return switch (each.need("status")) {
      case "not_affected" -> VexStatus.NOT_AFFECTED;
      case "affected" -> VexStatus.AFFECTED;
      case "fixed" -> VexStatus.FIXED;
      case "under_investigation" -> VexStatus.UNDER_INVESTIGATION;
      default ->
          throw each.node("status")
              .refuse("must be one of not_affected, affected, fixed and under_investigation");
    };
  }
}
