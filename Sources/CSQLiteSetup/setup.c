#include "CSQLiteSetup.h"

#include <sqlite3.h>

void sqlite_set_up(void) {
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
