#include <libxml/xmlversion.h>
/* Nothing here uses ICU, whose headers contradict those that Foundation brings along. */
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlreader.h>
