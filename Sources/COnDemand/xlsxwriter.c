#include "loading.h"

// What is defined here must not take the place of what the library calls of its own.
#pragma GCC visibility push(hidden)
#include <xlsxwriter.h>

static const char *const names[] = {"libxlsxwriter.so." LXW_SOVERSION, NULL};
typedef lxw_workbook workbook;
typedef lxw_worksheet sheet;
typedef lxw_format format;
#define FAILED LXW_ERROR_CREATING_XLSX_FILE

ON_DEMAND(names, workbook *, workbook_new_opt, (const char *path, lxw_workbook_options *options),
    (path, options), NULL)
ON_DEMAND(names, format *, workbook_add_format, (workbook *w), (w), NULL)
ON_DEMAND(names, sheet *, workbook_add_worksheet, (workbook *w, const char *name), (w, name), NULL)
ON_DEMAND(names, lxw_error, workbook_close, (workbook *w), (w), FAILED)
ON_DEMAND_VOID(names, lxw_workbook_free, (workbook *w), (w))
ON_DEMAND_VOID(names, format_set_bold, (format *f), (f))
ON_DEMAND_VOID(names, format_set_num_format, (format *f, const char *pattern), (f, pattern))
ON_DEMAND_VOID(names, worksheet_freeze_panes, (sheet *s, lxw_row_t row, lxw_col_t column),
    (s, row, column))
ON_DEMAND(names, lxw_error, worksheet_set_column,
    (sheet *s, lxw_col_t first, lxw_col_t last, double width, format *f),
    (s, first, last, width, f), FAILED)
ON_DEMAND(names, lxw_error, worksheet_write_number,
    (sheet *s, lxw_row_t row, lxw_col_t column, double value, format *f),
    (s, row, column, value, f), FAILED)
ON_DEMAND(names, lxw_error, worksheet_write_string,
    (sheet *s, lxw_row_t row, lxw_col_t column, const char *text, format *f),
    (s, row, column, text, f), FAILED)
ON_DEMAND(names, char *, lxw_strerror, (lxw_error error), (error), NULL)
