// The state of an aid was true on the day the site was built. This script looks
// at the reader's own day, so that a site not rebuilt since does not lie.

const pad = (n: number): string => String(n).padStart(2, "0");

/** The reader's day, as the pages write it: 2026-11-22. */
const today = (now: Date): string => `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;

interface Notice {
  state: string;
  text: string;
}

/** What to say instead of the text of the build; null when it still holds. */
const judge = (data: DOMStringMap, day: string): Notice | null => {
  const { etatAide, debut, debutMots, fin, finMots } = data;
  if (fin && fin < day) {
    return etatAide === "close" ? null : { state: "close", text: `Fermée depuis le ${finMots ?? fin}` };
  }
  if (etatAide === "a-venir" && debut && debut <= day) {
    return { state: "ouverte", text: `Ouverte depuis le ${debutMots ?? debut}` };
  }
  return null;
};

const day = today(new Date());
for (const notice of document.querySelectorAll<HTMLElement>("[data-etat-aide]")) {
  const found = judge(notice.dataset, day);
  const text = notice.querySelector("[data-etat-texte]");
  if (!found || !text) continue;
  notice.classList.remove(`etat-${notice.dataset["etatAide"] ?? ""}`);
  notice.classList.add(`etat-${found.state}`);
  notice.dataset["etatAide"] = found.state;
  text.textContent = found.text;
}

export {};
