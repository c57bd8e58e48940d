/** The address of the full graph around entities, with the names of parameters that Backstage uses. */
export function graphPath(
  rootRefs: readonly string[],
  options: { expanded?: readonly string[]; depth?: number } = {},
): string {
  const query = new URLSearchParams();
  rootRefs.forEach((ref) => query.append('rootEntityRefs[]', ref));
  options.expanded?.forEach((id) => query.append('expanded[]', id));
  if (options.depth !== undefined) {
    query.set('maxDepth', String(options.depth));
  }
  return `/catalog-graph?${query}`;
}
