// The search page: runs on import.

import { Engine } from "./engine";
import { loaderOf } from "./load";
import { Page } from "./page";

const part = <T extends Element>(selector: string, kind: new () => T): T => {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`recherche : ${selector} manque`);
  return found;
};

const form = part("main form[data-recherche]", HTMLFormElement);
const base = new URL(form.getAttribute("action") || "", location.href);
base.search = base.hash = "";
new Page(
  {
    form,
    input: part("main form[data-recherche] input[name=q]", HTMLInputElement),
    total: part("[data-total]", Element),
    list: part("[data-resultats]", HTMLElement),
    facets: part("[data-facettes]", Element),
    root: new URL("..", base).href,
    addressed: true,
  },
  new Engine(loaderOf(base.href)),
);
