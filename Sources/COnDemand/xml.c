#include "loading.h"

// What is defined here must not take the place of what the library calls of its own.
#pragma GCC visibility push(hidden)
#include "../CXML/shim.h"

// The second one since 2.14; what is used of it has not changed.
static const char *const names[] = {"libxml2.so.2", "libxml2.so.16", NULL};
typedef xmlTextReaderPtr reader;

ON_DEMAND(names, reader, xmlReaderForIO,
    (xmlInputReadCallback read, xmlInputCloseCallback close, void *context, const char *url,
        const char *encoding, int options),
    (read, close, context, url, encoding, options), NULL)
ON_DEMAND(names, reader, xmlReaderForMemory,
    (const char *bytes, int size, const char *url, const char *encoding, int options),
    (bytes, size, url, encoding, options), NULL)
ON_DEMAND_VOID(names, xmlFreeTextReader, (reader r), (r))
ON_DEMAND_VOID(names, xmlTextReaderSetStructuredErrorHandler,
    (reader r, xmlStructuredErrorFunc handler, void *context), (r, handler, context))
ON_DEMAND(names, int, xmlTextReaderRead, (reader r), (r), -1)
ON_DEMAND(names, int, xmlTextReaderNodeType, (reader r), (r), -1)
ON_DEMAND(names, int, xmlTextReaderIsEmptyElement, (reader r), (r), -1)
ON_DEMAND(names, int, xmlTextReaderMoveToElement, (reader r), (r), -1)
ON_DEMAND(names, int, xmlTextReaderMoveToAttribute, (reader r, const xmlChar *name), (r, name), -1)
ON_DEMAND(names, const xmlChar *, xmlTextReaderConstLocalName, (reader r), (r), NULL)
ON_DEMAND(names, const xmlChar *, xmlTextReaderConstValue, (reader r), (r), NULL)
ON_DEMAND(names, int, xmlStrEqual, (const xmlChar *a, const xmlChar *b), (a, b), 0)
ON_DEMAND(names, int, xmlStrlen, (const xmlChar *text), (text), 0)
