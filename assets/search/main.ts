// The search: runs on import where it finds the parts of the search page, and
// gives other scripts what they need to search elsewhere.

import { rest } from "./dom";
import { Engine } from "./engine";
import { loaderOf } from "./load";
import { Page } from "./page";

export { el } from "./dom";
export { Page };
export type { Answer, FacetCounts, Result } from "./engine";

/** The search whose files are under an address that ends in "/recherche/". */
export const ouvrir = (base: string): Engine => new Engine(loaderOf(base));

const form = document.querySelector<HTMLFormElement>("main form[data-recherche]");
const [input, total, list, facets] = ["main input[name=q]", "[data-total]", "[data-resultats]", "[data-facettes]"].map((part) =>
  document.querySelector<HTMLInputElement>(part),
);
if (form && input && total && list && facets) {
  const parts = { form, input, total, list, facets, root: new URL("..", form.action).href, addressed: true };
  void rest().then(() => new Page(parts, ouvrir(form.action))); // the page's other scripts start first
}
