import { css, html, LitElement } from 'lit';

/** A bar for each owner, as long as they have components. */
class OwnersPage extends LitElement {
  static properties = { apis: { attribute: false }, owners: { state: true }, error: { state: true } };

  static styles = css`
    ul {
      display: grid;
      gap: var(--cb-space-2);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 20ch) 1fr 4ch;
      gap: var(--cb-space-3);
      align-items: center;
    }
    .bar {
      height: 12px;
      border-radius: var(--cb-radius);
      background: var(--cb-accent);
    }
  `;

  async connectedCallback() {
    super.connectedCallback();
    try {
      const response = await this.apis.fetch(
        '/api/catalog/entity-facets?filter=kind=component&facet=spec.owner',
      );
      const { facets } = await response.json();
      this.owners = facets['spec.owner'].sort((a, b) => b.count - a.count);
    } catch (error) {
      this.error = error.message;
    }
  }

  render() {
    if (this.error) {
      return html`<p role="alert">${this.error}</p>`;
    }
    if (!this.owners) {
      return html`<p>Counting…</p>`;
    }
    const most = Math.max(1, ...this.owners.map(({ count }) => count));
    return html`<ul>
      ${this.owners.map(
        ({ value, count }) => html`<li>
          <span>${value}</span>
          <div class="bar" style="width: ${(100 * count) / most}%"></div>
          <span>${count}</span>
        </li>`,
      )}
    </ul>`;
  }
}

export const elements = { 'owners-page': OwnersPage };
