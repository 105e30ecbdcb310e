// For pages that show what takes place, or aids, and do not follow the reader's situation:
// situation.ts does all.

import "./timing/past";
