// The light or dark scheme that the reader chose. Applied before anything is
// painted, so that a page never flashes; without a choice, the system's own
// scheme applies, by CSS alone.

const root = document.documentElement;
const key = "recueil-theme";

const remembered = (): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is refused, as in some private windows
  }
};

const isDark = (): boolean => {
  const chosen = root.dataset["theme"];
  return chosen ? chosen === "sombre" : matchMedia("(prefers-color-scheme: dark)").matches;
};

const label = (button: Element): void => {
  const text = button.querySelector("[data-theme-texte]");
  if (text) text.textContent = isDark() ? "clair" : "sombre";
};

const choose = (theme: string): void => {
  root.dataset["theme"] = theme;
  try {
    localStorage.setItem(key, theme);
  } catch {
    // the choice then lasts as long as the page
  }
};

const start = (): void => {
  for (const button of document.querySelectorAll("[data-theme-bascule]")) {
    label(button);
    button.addEventListener("click", () => {
      choose(isDark() ? "clair" : "sombre");
      label(button);
    });
  }
};

root.classList.add("js");
const theme = remembered();
if (theme === "clair" || theme === "sombre") root.dataset["theme"] = theme;
document.addEventListener("DOMContentLoaded", start);

export {};
