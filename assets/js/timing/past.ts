// What a page announces was to come on the day the site was built. This script looks at the
// reader's own clock, so that a site not rebuilt since does not lie: data-avant and data-apres
// hold a moment, after which what has the first goes, its whole card with it, and what has
// the second is shown. Aids on the same page are judged too, so that one script is enough.

import "./aid";

const now = Date.now();

const past = (moment: string | undefined): boolean => moment !== undefined && Date.parse(moment) <= now;

for (const shown of document.querySelectorAll<HTMLElement>("[data-avant]")) {
  if (past(shown.dataset["avant"])) (shown.closest("li.carte") ?? shown).remove();
}
for (const later of document.querySelectorAll<HTMLElement>("[data-apres]")) {
  if (past(later.dataset["apres"])) later.hidden = false;
}
for (const group of document.querySelectorAll<HTMLElement>("[data-agenda]")) {
  if (!group.querySelector("li.carte")) group.remove();
}
for (const empty of document.querySelectorAll<HTMLElement>("[data-agenda-vide]")) {
  empty.hidden = document.querySelector("[data-agenda]") !== null;
}
