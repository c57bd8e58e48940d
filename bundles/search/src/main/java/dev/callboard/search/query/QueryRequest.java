package dev.callboard.search.query;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.search.index.Fields;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads a search from the parameters of a request, and refuses what is not one. */
final class QueryRequest {
  private static final int DEFAULT_LIMIT = 25;
  private static final long MAX_TERM = 100;
  private static final long MAX_LIMIT = 100;
  private static final long MAX_FILTERS = 20;
  private static final long MAX_VALUES = 100;

  private final QueryString parameters;
  private final Config config;

  QueryRequest(Map<String, List<String>> parameters, Config config) {
    this.parameters = new QueryString(parameters);
    this.config = config;
  }

  /**
   * Returns the search.
   *
   * @param known the types there are
   * @throws PortalException with code {@code INPUT} that says what is wrong
   */
  SearchQuery read(Collection<String> known) {
    return new SearchQuery(
        term(),
        types(known),
        filters(),
        PageCursor.page(parameters.text("pageCursor")),
        limit(),
        facets());
  }

  private String term() {
    String term = parameters.text("term");
    if (term == null) {
      return "";
    }
    long longest = config.number("search.maxTermLength").orElse(MAX_TERM);
    if (term.length() > longest) {
      throw invalid(
          "The term length \"" + term.length() + "\" is greater than \"" + longest + "\"",
          "\"term\"");
    }
    return term;
  }

  private List<String> types(Collection<String> known) {
    List<String> types = parameters.list("types");
    for (int i = 0; i < types.size(); i++) {
      if (!known.contains(types.get(i))) {
        throw invalid("Invalid input", "\"types\",\n      " + i);
      }
    }
    return types;
  }

  private Map<String, List<String>> filters() {
    Map<String, List<String>> filters = parameters.object("filters");
    long most = config.number("search.maxFilters").orElse(MAX_FILTERS);
    if (filters.size() > most) {
      throw PortalException.input(
          "There are " + filters.size() + " filters, and at most " + most + " are allowed");
    }
    long mostValues = config.number("search.maxFilterValues").orElse(MAX_VALUES);
    filters.forEach(
        (field, values) -> {
          if (values.size() > mostValues) {
            throw PortalException.input(
                "The filter '" + field + "' has more than " + mostValues + " values");
          }
        });
    return filters;
  }

  private int limit() {
    String text = parameters.text("pageLimit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (!text.matches("-?[0-9]{1,9}")) {
      throw PortalException.input("request/query/pageLimit must be integer");
    }
    int limit = Integer.parseInt(text);
    long most = config.number("search.maxPageLimit").orElse(MAX_LIMIT);
    if (limit > most) {
      throw invalid(
          "The page limit \"" + limit + "\" is greater than \"" + most + "\"", "\"pageLimit\"");
    }
    if (limit < 0) {
      throw invalid("The page limit \"" + limit + "\" is less than \"0\"", "\"pageLimit\"");
    }
    return limit;
  }

  private List<String> facets() {
    List<String> facets = parameters.list("facets");
    for (String facet : facets) {
      if (!Fields.FACETS.contains(facet) && !facet.equals(FacetCounter.TYPES)) {
        throw PortalException.input(
            "There is no facet '"
                + facet
                + "'; expected types, "
                + String.join(", ", Fields.FACETS));
      }
    }
    return facets.stream().distinct().toList();
  }

  /** The form in which Backstage tells what its schema refuses. */
  private static PortalException invalid(String message, String path) {
    return PortalException.input(
        "Invalid query string: [\n  {\n    \"code\": \"custom\",\n    \"message\": \""
            + message.replace("\"", "\\\"")
            + "\",\n    \"path\": [\n      "
            + path
            + "\n    ]\n  }\n]");
  }
}
