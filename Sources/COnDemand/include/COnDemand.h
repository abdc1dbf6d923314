// libarchive, libxml2 and libxlsxwriter, loaded when one of their functions is called for the first
// time. Few runs need them, and with what they themselves need they cost a short run a sixth of its page
// faults.
//
// The functions keep the names and forms that the libraries' headers give them; those that open
// something fail when their library cannot be loaded.

#ifndef CANCELSYNC_ON_DEMAND_H
#define CANCELSYNC_ON_DEMAND_H

// Why a library could not be loaded, in the dynamic linker's words; NULL when each could.
const char *on_demand_problem(void);

#endif
