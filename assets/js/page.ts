// What every page runs, as one file: it is loaded in the head and before
// anything is painted, so it is no module.

import "./page/filters"; // before what looks at them
import "./page/ahead";
import "./page/theme";
import "./page/menu";
import "./page/edition";
import "./page/file";
