package dev.callboard.supply.chain.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The product tree of a CSAF document: section 3.2.2 of CSAF 2.0. */
final class CsafProducts {
  private final Map<String, String> purls = new LinkedHashMap<>();
  private final Map<String, String> componentOf = new HashMap<>();
  private final Set<String> components = new HashSet<>();
  private final Map<String, List<String>> groups = new HashMap<>();

  void branch(Node branch) {
    if (branch.has("product")) {
      product(branch.node("product"));
    }
    branch.nodes("branches").forEach(this::branch);
  }

  void product(Node product) {
    purls.put(
        product.need("product_id"), product.node("product_identification_helper").text("purl"));
  }

  void relation(Node relation) {
    Node whole = relation.node("full_product_name");
    product(whole);
    String component = relation.need("product_reference");
    componentOf.put(whole.need("product_id"), component);
    components.add(component);
  }

  void group(Node group) {
    groups.put(group.need("group_id"), group.texts("product_ids"));
  }

  /** Returns the products that something names, itself or by groups. */
  Set<String> named(Node something) {
    Set<String> named = new HashSet<>(something.texts("product_ids"));
    something.texts("group_ids").forEach(id -> named.addAll(groups.getOrDefault(id, List.of())));
    return named;
  }

  /** Returns whether there is but one product: what is said of it is said of the entity. */
  boolean one() {
    List<String> whole = new ArrayList<>(purls.keySet());
    whole.removeAll(components);
    whole.removeAll(componentOf.keySet());
    return whole.size() == 1;
  }

  /** Returns whether a product is a part of another one. */
  boolean isPart(String id) {
    return componentOf.containsKey(id) || components.contains(id);
  }

  /** Returns the package URL of a product, of a part that of the part; empty for none. */
  Optional<String> purl(Node at, String id) {
    String own = purls.get(id);
    if (own == null) {
      throw at.refuse(
          "names the product '" + Collected.cut(id, 100) + "', which is not in the tree");
    }
    String part = purls.getOrDefault(componentOf.getOrDefault(id, ""), "");
    return Optional.of(part.isEmpty() ? own : part).filter(purl -> !purl.isEmpty());
  }
}
