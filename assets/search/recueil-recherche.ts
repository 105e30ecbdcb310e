// The search of a recueil, for any site, as an ES module:
//
//   <script type="module" src="https://recueil.example/recherche/recueil-recherche.js"></script>
//   <recueil-recherche></recueil-recherche>
//
// The tag shows a field, the results and the facets, without a style of its own
// (the classes are those of the recueil's search page). A script that wants the
// answers alone imports the module:
//
//   import { ouvrir } from "https://recueil.example/recherche/recueil-recherche.js";
//   const recherche = ouvrir();
//   const { total, results } = await recherche.search("vendre en ligne", { secteur: ["commerce"] }, 10);
//
// On another origin, the recueil's host must send, for everything under
// /recherche/ and /ressources/, the header "Access-Control-Allow-Origin: *" (or
// that origin).

import { el, ouvrir as open, Page } from "./main";

export type { Answer, FacetCounts, Result } from "./main";

const here = new URL(".", import.meta.url).href;

/** The search of the recueil that this module belongs to, or of the one at an address ending in "/recherche/". */
export const ouvrir = (base: string = here): ReturnType<typeof open> => open(base);

class RecueilRecherche extends HTMLElement {
  connectedCallback(): void {
    if (this.hasChildNodes()) return;
    const base = this.getAttribute("adresse") || here;
    const input = el("input", { type: "search", name: "q", autocomplete: "off" });
    const form = el("form", { role: "search" }, el("label", {}, "Rechercher ", input), el("button", { type: "submit" }, "Rechercher"));
    const total = el("p", { role: "status", "data-total": "" });
    const list = el("ol", { "data-resultats": "" });
    const facets = el("div", { "data-facettes": "" });
    this.append(form, total, facets, el("div", { class: "recherche-liste" }, list));
    new Page({ form, input, total, list, facets, root: new URL("..", base).href, addressed: false }, ouvrir(base));
  }
}

if (!customElements.get("recueil-recherche")) customElements.define("recueil-recherche", RecueilRecherche);
