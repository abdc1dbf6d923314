// What is used of libxml2, as its documentation of the text reader and its binary interface have it
// since 2.9. Its own headers lie where no module map finds them, and bring ICU's along.

#ifndef CANCELSYNC_CXML_H
#define CANCELSYNC_CXML_H

typedef unsigned char xmlChar;
typedef struct _xmlTextReader *xmlTextReaderPtr;

typedef enum {
    XML_READER_TYPE_ELEMENT = 1,
    XML_READER_TYPE_TEXT = 3,
    XML_READER_TYPE_CDATA = 4,
    XML_READER_TYPE_ENTITY_REFERENCE = 5,
    XML_READER_TYPE_DOCUMENT_TYPE = 10,
    XML_READER_TYPE_WHITESPACE = 13,
    XML_READER_TYPE_SIGNIFICANT_WHITESPACE = 14,
    XML_READER_TYPE_END_ELEMENT = 15
} xmlReaderTypes;

typedef enum {
    XML_PARSE_NOERROR = 1 << 5,
    XML_PARSE_NOWARNING = 1 << 6,
    XML_PARSE_NONET = 1 << 11,
    XML_PARSE_IGNORE_ENC = 1 << 21
} xmlParserOption;

// The beginning of the structure; what follows is not read.
typedef struct {
    int domain;
    int code;
    char *message;
    int level;
    char *file;
    int line;
} xmlError;

typedef int (*xmlInputReadCallback)(void *context, char *buffer, int capacity);
typedef int (*xmlInputCloseCallback)(void *context);
typedef void (*xmlStructuredErrorFunc)(void *context, const xmlError *error);

xmlTextReaderPtr xmlReaderForIO(xmlInputReadCallback read, xmlInputCloseCallback close, void *context,
    const char *url, const char *encoding, int options);
xmlTextReaderPtr xmlReaderForMemory(const char *bytes, int size, const char *url, const char *encoding,
    int options);
void xmlFreeTextReader(xmlTextReaderPtr reader);
void xmlTextReaderSetStructuredErrorHandler(xmlTextReaderPtr reader, xmlStructuredErrorFunc handler,
    void *context);
int xmlTextReaderRead(xmlTextReaderPtr reader);
int xmlTextReaderNodeType(xmlTextReaderPtr reader);
int xmlTextReaderIsEmptyElement(xmlTextReaderPtr reader);
int xmlTextReaderMoveToElement(xmlTextReaderPtr reader);
int xmlTextReaderMoveToAttribute(xmlTextReaderPtr reader, const xmlChar *name);
const xmlChar *xmlTextReaderConstLocalName(xmlTextReaderPtr reader);
const xmlChar *xmlTextReaderConstValue(xmlTextReaderPtr reader);
int xmlStrEqual(const xmlChar *left, const xmlChar *right);
int xmlStrlen(const xmlChar *text);

#endif
