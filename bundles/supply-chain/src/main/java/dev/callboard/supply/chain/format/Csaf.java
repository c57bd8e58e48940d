package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.VexStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CSAF 2.0 (OASIS), with what its profile 5 (VEX) has. A document about one product is about the
 * entity; of one about several only what it says of packages with a URL is taken, since most of
 * them have nothing to do with the entity.
 */
final class Csaf implements DocumentFormat {
  private record Word(String key, VexStatus status) {}

  private static final List<Word> WORDS =
      List.of(
          new Word("known_affected", VexStatus.AFFECTED),
          new Word("first_affected", VexStatus.AFFECTED),
          new Word("last_affected", VexStatus.AFFECTED),
          new Word("under_investigation", VexStatus.UNDER_INVESTIGATION),
          new Word("known_not_affected", VexStatus.NOT_AFFECTED),
          new Word("fixed", VexStatus.FIXED),
          new Word("first_fixed", VexStatus.FIXED));

  @Override
  public String id() {
    return "csaf";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    CsafProducts products = new CsafProducts();
    List<Node> vulnerabilities = new ArrayList<>();
    new JsonWalk(limits)
        .on("/document/csaf_version", at -> version(to, at))
        .on("/document/publisher/name", at -> to.tool = at.text())
        .on("/product_tree/branches/*", products::branch)
        .on("/product_tree/full_product_names/*", products::product)
        .on("/product_tree/relationships/*", products::relation)
        .on("/product_tree/product_groups/*", products::group)
        .on("/vulnerabilities/*", vulnerabilities::add)
        .walk(body);
    if (to.specVersion.isEmpty()) {
      throw new Node(null, "/document").refuse("must have the csaf_version 2.0");
    }
    vulnerabilities.forEach(each -> vulnerability(to, products, each));
    return to.build(id());
  }

  private static void version(Collected to, Node at) {
    if (!at.text().equals("2.0")) {
      throw at.refuse("is '" + Collected.cut(at.text(), 20) + "'; version 2.0 is read");
    }
    to.specVersion = "2.0";
  }

  private static void vulnerability(Collected to, CsafProducts products, Node vulnerability) {
    List<String> ids = new ArrayList<>();
    if (vulnerability.has("cve")) {
      ids.add(vulnerability.text("cve"));
    }
    vulnerability.nodes("ids").forEach(each -> ids.add(each.need("text")));
    if (ids.isEmpty()) {
      throw vulnerability.refuse("must have a 'cve' or 'ids'");
    }
    Node all = vulnerability.node("product_status");
    for (Word word : WORDS) {
      for (Node product : all.nodes(word.key())) {
        say(to, products, vulnerability, ids, word.status(), product);
      }
    }
  }

  private static void say(
      Collected to,
      CsafProducts products,
      Node vulnerability,
      List<String> ids,
      VexStatus status,
      Node product) {
    String id = product.text();
    Optional<String> purl = products.purl(product, id);
    boolean whole = products.one() && !products.isPart(id);
    if (!whole && purl.isEmpty()) {
      to.warn(product.pointer() + ": '" + Collected.cut(id, 100) + "' has no package URL");
      return;
    }
    to.statement(
        new Draft(ids.get(0))
            .aliases(ids)
            .pkg(whole ? "" : purl.get(), "", "", "")
            .statement(
                status,
                about(products, vulnerability, "flags", "label", id),
                about(
                    products,
                    vulnerability,
                    status == VexStatus.AFFECTED ? "remediations" : "threats",
                    "details",
                    id)));
  }

  /** Returns what is told of a product, or of all. */
  private static String about(
      CsafProducts products, Node vulnerability, String list, String key, String product) {
    for (Node each : vulnerability.nodes(list)) {
      boolean all = !each.has("product_ids") && !each.has("group_ids");
      if (all || products.named(each).contains(product)) {
        return each.text(key);
      }
    }
    return "";
  }
}
