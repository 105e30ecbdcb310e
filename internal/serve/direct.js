// The script that `recueil serve` adds to each page: it loads the page again when
// the site has changed, and shows over it what keeps the site from being built.
(() => {
  "use strict";

  const { version, evenements, modifier, nouvelle } = document.currentScript.dataset;

  // What the reader closed stays closed on the next page, until it changes.
  const CLOSED = "recueil-serve-ferme";

  const STYLE = `
    :host { all: initial; }
    dialog, button {
      --fond: #fff; --texte: #16202c; --cadre: #f3f6fa; --trait: #6c7b90; --erreur: #a8201a; --alerte: #7d4300; --foyer: #123a6b;
      font: 1.0625rem/1.6 system-ui, sans-serif; color: var(--texte); background: var(--fond);
    }
    dialog {
      box-sizing: border-box; width: min(64rem, calc(100vw - 2rem)); max-height: calc(100vh - 2rem); overflow-y: auto;
      padding: 0 1.5rem 1.5rem; border: 2px solid var(--erreur); border-radius: 0.375rem;
    }
    dialog::backdrop { background: rgb(0 0 0 / 55%); }
    .haut {
      position: sticky; top: 0; padding: 1.5rem 0 0.75rem; background: var(--fond);
      display: flex; gap: 1rem; align-items: center; justify-content: space-between;
    }
    h2 { margin: 0; font-size: 1.4rem; line-height: 1.25; }
    p { margin: 0.25rem 0 1rem; }
    pre {
      margin: 0; padding: 1rem; border: 1px solid var(--trait); border-radius: 0.375rem;
      font: 0.875rem/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--cadre);
    }
    .gras, .erreur, .avertissement, .repere { font-weight: bold; }
    .erreur, .repere { color: var(--erreur); }
    .avertissement { color: var(--alerte); }
    button { min-height: 2.75rem; padding: 0.5rem 1.25rem; border: 2px solid currentcolor; border-radius: 0.375rem; cursor: pointer; }
    :focus-visible { outline: 3px solid var(--foyer); outline-offset: 2px; }
    aside { position: fixed; right: 1rem; bottom: 1rem; z-index: 2147483647; max-width: calc(100vw - 2rem); }
    .haut-des-liens { bottom: 4.75rem; }
    aside button { border-color: var(--erreur); font-weight: bold; }
    nav { position: fixed; left: 1rem; bottom: 1rem; z-index: 2147483646; display: flex; flex-wrap: wrap; gap: 0.5rem; max-width: calc(100vw - 2rem); }
    nav a {
      --fond: #fff; --texte: #16202c; --trait: #6c7b90; --foyer: #123a6b;
      display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0.25rem 1rem; font: 1rem/1.4 system-ui, sans-serif; font-weight: 600;
      color: var(--texte); background: var(--fond); border: 2px solid var(--trait); border-radius: 0.375rem; text-decoration: none;
    }
    [hidden] { display: none; }
    @media (prefers-color-scheme: dark) {
      dialog, button, nav a {
        --fond: #10161f; --texte: #e9eef4; --cadre: #19222e; --trait: #8596aa; --erreur: #ff9d94; --alerte: #f3bf74; --foyer: #a9c7ef;
      }
    }
    @media print { :host { display: none; } }`;

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // above puts elements over the page, in a shadow tree: no style of the site reaches
  // them, nor the other way round.
  const above = (...elements) => {
    const host = make("div", {});
    host.dataset.recueilServe = "";
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(...elements);
    document.body.append(host);
  };

  if (nouvelle) {
    const links = make("nav", { ariaLabel: "Atelier" });
    if (modifier) links.append(make("a", { href: modifier }, "Modifier"));
    links.append(make("a", { href: nouvelle }, "Nouvelle page"));
    above(links);
  }

  // The panel is made when first needed.
  const makePanel = () => {
    const text = make("pre", { ariaLive: "polite" });
    const close = make("button", { type: "button", autofocus: true }, "Fermer");
    const dialog = make("dialog", {},
      make("div", { className: "haut" }, make("h2", { id: "titre" }, "Le site n’est pas à jour"), close),
      make("p", { id: "suite" }, "Voici pourquoi. La page derrière ce message est la dernière qui a pu être fabriquée. Corrigez et enregistrez : elle se mettra à jour d’elle-même."),
      text);
    dialog.setAttribute("aria-labelledby", "titre");
    dialog.setAttribute("aria-describedby", "suite");
    const recall = make("button", { type: "button" }, "Le site n’est pas à jour : voir pourquoi");
    const corner = make("aside", { hidden: true, ariaLabel: "recueil serve", className: nouvelle ? "haut-des-liens" : "" }, recall);

    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      if (!text.textContent) return; // closed because all is mended
      sessionStorage.setItem(CLOSED, text.textContent);
      corner.hidden = false;
    });
    recall.addEventListener("click", () => open());
    const open = () => {
      corner.hidden = true;
      dialog.showModal();
    };

    above(dialog, corner);

    return (pieces) => {
      const before = text.textContent;
      text.replaceChildren(...pieces.map(({ t, s }) => (s ? make("span", { className: s }, t) : t)));
      const now = text.textContent;
      if (now === before) return;
      if (!now) {
        corner.hidden = true;
        dialog.close();
        sessionStorage.removeItem(CLOSED);
      } else if (sessionStorage.getItem(CLOSED) === now) {
        corner.hidden = false;
      } else if (!dialog.open) {
        open();
      }
    };
  };

  let show;
  const receive = ({ data }) => {
    const state = JSON.parse(data);
    if (state.version !== version) {
      location.reload();
      return;
    }
    if (!show && state.texte.length === 0) return;
    show ??= makePanel();
    show(state.texte);
  };

  // Browsers hold few connections to one server: only pages that are seen keep one.
  // The first message after it opens is the current state, so none is missed.
  let stream;
  const follow = () => {
    stream?.close();
    stream = undefined;
    if (document.hidden) return;
    stream = new EventSource(evenements);
    stream.addEventListener("etat", receive);
  };
  document.addEventListener("visibilitychange", follow);
  follow();
})();
