#!/usr/bin/env python3
"""Writes the files of this folder; README.md says what each of them is.

Only the standard library is needed. The same bytes come out every time.
"""

import csv
import io
import json
import pathlib
import struct
import zipfile
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).parent


def write(name, content):
    path = HERE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def table(rows, delimiter=",", encoding="utf-8", line_end="\r\n"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue().encode(encoding)


def column(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


class Number(str):
    """A cell that the workbook keeps as a number, as written here."""


class Date(float):
    """A cell that the workbook keeps as a serial number with a date format."""


class Inline(str):
    """A cell that has its text within it."""


CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Workbook:
    """A workbook with sheets of rows; None is a cell that is not there."""

    def __init__(self):
        self.sheets = []
        self.texts = []

    def add(self, name, rows, hidden=False):
        self.sheets.append((name, self.sheet(rows), hidden))
        return self

    def cell(self, reference, value):
        if isinstance(value, Number):
            return f'<c r="{reference}"><v>{value}</v></c>'
        if isinstance(value, Date):
            return f'<c r="{reference}" s="1"><v>{float(value)!r}</v></c>'
        if isinstance(value, Inline):
            return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        if value not in self.texts:
            self.texts.append(value)
        return f'<c r="{reference}" t="s"><v>{self.texts.index(value)}</v></c>'

    def sheet(self, rows):
        body = []
        for number, row in enumerate(rows, 1):
            cells = "".join(
                self.cell(f"{column(index)}{number}", value)
                for index, value in enumerate(row)
                if value is not None
            )
            body.append(f'<row r="{number}">{cells}</row>')
        return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{"".join(body)}</sheetData></worksheet>'

    def parts(self):
        entries = "".join(
            f'<sheet name="{escape(name)}" sheetId="{number}"'
            f'{" state=%shidden%s" % (chr(34), chr(34)) if hidden else ""} r:id="rId{number}"/>'
            for number, (name, _, hidden) in enumerate(self.sheets, 1)
        )
        relations = "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
            for number in range(1, len(self.sheets) + 1)
        )
        texts = "".join(f"<si><t xml:space=\"preserve\">{escape(text)}</t></si>" for text in self.texts)
        yield "[Content_Types].xml", CONTENT_TYPES
        yield "_rels/.rels", (
            f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        )
        yield "xl/workbook.xml", (
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{entries}</sheets></workbook>'
        )
        yield "xl/_rels/workbook.xml.rels", (
            f'{HEAD}<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
        )
        for number, (_, sheet, _) in enumerate(self.sheets, 1):
            yield f"xl/worksheets/sheet{number}.xml", sheet
        yield "xl/styles.xml", (
            f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1">'
            '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
            '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs>'
            "</styleSheet>"
        )
        yield "xl/sharedStrings.xml", f'{HEAD}<sst xmlns="{MAIN}">{texts}</sst>'

    def content(self):
        return packed(self.parts())


def packed(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 24, 9, 0, 0)), content,
                             zipfile.ZIP_DEFLATED, 9)
    return target.getvalue()


def compound(*names):
    """The start of an OLE container with these streams in its directory."""
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (512 - len(header) - 4)
    allocation = struct.pack("<III", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE).ljust(512, b"\xff")
    directory = b""
    for index, name in enumerate(("Root Entry",) + names):
        text = (name + "\0").encode("utf-16-le")
        entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), 5 if index == 0 else 2, 1)
        directory += entry + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF).ljust(60, b"\0")
    return header + allocation + directory.ljust(512, b"\0")


def orders():
    coupang = ["번호", "묶음배송번호", "주문번호", "택배사", "운송장번호", "주문일", "등록상품명", "등록옵션명",
               "노출상품ID", "옵션ID", "업체상품코드", "구매수(수량)", "수취인이름"]
    write("orders/coupang-orders.xlsx", Workbook().add("도움말", [["이 시트는 숨겨져 있습니다"]], True).add(
        "Delivery", [
            coupang,
            ["1", "646104021987654321", "23000167040312", "CJ대한통운", None, "2026-11-23 09:14:02",
             "베이직 라운드 티셔츠", "블랙 / M", Number("7123456789"), Number("80551230001"), "TS-100-BK-M",
             Number("1"), "김하나"],
            ["2", "646104021987654321", "23000167040312", "CJ대한통운", None, "2026-11-23 09:14:02",
             "베이직 라운드 티셔츠", "화이트 / L", Number("7123456789"), Number("80551230002"), "TS-100-WH-L",
             Number("2"), "김하나"],
            ["3", "646104021987654999", "23000167040777", "한진택배", "512345678901", "2026-11-23 10:02:45",
             "와이드 데님 팬츠", "중청 / 28", Number("7123450001"), Number("80551239999"), "DN-220-28",
             Number("1"), "이두리"],
        ]).content())
    smartstore = ["상품주문번호", "주문번호", "주문상태", "상품번호", "상품명", "옵션정보", "수량",
                  "판매자 상품코드", "주문일시", "택배사", "송장번호", "수취인명"]
    write("orders/smartstore-orders.xlsx", Workbook().add("발주발송관리", [
        [Inline("다운로드한 파일에는 개인정보가 있습니다. 취급에 주의하세요.")],
        [Inline(text) for text in smartstore],
        [Inline("2026112312345671"), Inline("2026112398765431"), Inline("발송대기"), Inline("10203040506"),
         Inline("울 블렌드 코트 & 머플러"), Inline("색상: 카멜 / 사이즈: 55"), Number("1"), Inline("CT-55-CM"),
         Date(46349.4375), None, None, Inline("박세나")],
        [Inline("2026112312345672"), Inline("2026112398765431"), Inline("발송대기"), Inline("10203040777"),
         Inline("캐시미어 양말 <3켤레>"), Inline("색상: 그레이"), Number("3"), Inline("SK-3"),
         Date(46349.4375), None, None, Inline("박세나")],
    ]).content())
    write("orders/cafe24-orders.csv", table([
        ["주문번호", "품목별 주문번호", "상품코드", "자체 상품코드", "주문상품명", "상품옵션", "수량", "주문상태",
         "주문일시", "수령인"],
        ["20261123-0000017", "20261123-0000017-01", "P00000BC", "KN-01", "니트 가디건",
         "색상=아이보리, 사이즈=FREE", "1", "배송준비중", "2026-11-23 11:20:31", "최다정"],
        ["20261123-0000017", "20261123-0000017-02", "P00000BD", "KN-02", "니트 스커트\r\n(안감 있음)",
         "색상=아이보리, 사이즈=FREE", "1", "배송준비중", "2026-11-23 11:20:31", "최다정"],
        ["20261123-0000021", "20261123-0000021-01", "P00000BE", "SH-9", "10\" 스크린 파우치", "블랙", "2",
         "배송대기", "2026-11-23 12:01:00", "정라온"],
    ], encoding="cp949"))
    # 11번가 hands out tab-separated text under the name of a workbook.
    write("orders/11st-orders.xls", table([
        ["주문번호", "주문순번", "주문일시", "상품번호", "상품명", "옵션", "수량", "판매자상품코드"],
        ["20261123110045231", "1", "2026/11/23 13:15:10", "3344556677", "무선 충전기", "화이트-1개", "1", "WC-1"],
        ["20261123110045231", "2", "2026/11/23 13:15:10", "3344556678", "충전 케이블", "2m-2개", "2", "CB-2"],
    ], delimiter="\t", encoding="cp949"))
    write("orders/auction-orders.csv", table([
        ["아이디*", "주문번호*", "장바구니번호(결제번호)", "상품번호", "상품명", "수량", "주문옵션",
         "판매자 관리코드", "주문일자(결제확인전)"],
        ["seller1", "1452039871", "99812345", "B123456789", "핸드 드립 세트", "1", "기본/1개", "HD-1",
         "2026-11-23 오후 2:05:11"],
        ["seller1", "1452039872", "99812346", "B123456789", "핸드 드립 세트", "1,000", "기본/1개", "HD-1",
         "2026-11-23 오전 12:30:00"],
    ], encoding="utf-8-sig"))
    write("orders/brandi-orders.csv", table([
        ["주문번호", "주문상세번호", "주문상세번호2", "상품코드", "상품명", "옵션", "수량", "배송상태", "송장번호"],
        ["201812069018351", "5001", "15471902", "B-77", "플리츠 스커트", "블랙/FREE", "1", "접수", ""],
        ["201812069018351", "5002", "15471903", "B-78", "리본 블라우스", "화이트/FREE", "1", "송장", "681234567890"],
        ["201812069018352", "5003", "15471904", "B-79", "체크 셔츠", "네이비/M", "1", "배송", "681234567891"],
    ], line_end="\n"))
    write("orders/orders-of-several.csv", table([
        ["판매처", "주문번호", "주문상세번호", "상품코드", "상품명", "옵션", "수량", "배송상태", "주문일시"],
        ["옥션", "1452040001", "", "HD-2", "드립 포트", "실버", "1", "접수", "20261123150000"],
        ["스마트스토어", "2026112300000001", "2026112300000011", "SK-3", "캐시미어 양말", "그레이", "1", "접수",
         "2026-11-23T15:00:00+09:00"],
        ["11번가", "20261123110099999", "1", "CB-2", "충전 케이블", "2m-2개", "2", "송장출력",
         "2026년 11월 23일 15시 10분"],
    ]))
    lines = [
        {"account": "auction", "order_no": "1452050001", "product_code": "HD-1", "product_name": "핸드 드립 세트",
         "option": "기본/1개", "quantity": 1, "shipping": "received", "ordered_at": "2026-11-23T06:00:00Z"},
        {"account": "coupang", "line_id": "L-9", "order_no": 23000167099999, "code6": 80551230009,
         "product_name": "후드 집업 \U0001f9e5", "option": None, "quantity": 2, "shipping": "labeled",
         "tracking_no": "512345670000"},
    ]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    write("orders/orders.jsonl", text.encode())


def cancellations():
    write("cancellations/coupang-stop-requests.csv", table([
        ["접수번호", "주문번호", "옵션ID", "등록상품명", "등록옵션명", "취소수량", "취소상태", "취소요청일시", "취소사유"],
        ["501239871", "23000167040312", "80551230001", "베이직 라운드 티셔츠", "블랙 / M", "1", "출고중지요청",
         "2026-11-24 08:01:12", "단순변심"],
        ["501239872", "23000167040312", "80551230002", "베이직 라운드 티셔츠", "화이트 / L", "1", "출고중지요청",
         "2026-11-24 08:01:12", "수량 변경"],
        ["501239873", "23000167040777", "80551239999", "와이드 데님 팬츠", "중청 / 28", "1", "출고중지요청",
         "2026-11-24 08:30:00", "배송지연"],
    ], encoding="utf-8-sig"))
    smartstore = ["상품주문번호", "주문번호", "주문상태", "취소 처리상태", "결제일", "취소요청일", "접수채널", "취소사유"]
    write("cancellations/smartstore-cancels.xlsx", Workbook().add("취소관리", [
        smartstore,
        ["2026112312345671", "2026112398765431", "결제완료", "취소요청", Date(46349.4375), Date(46350.375),
         "구매회원", "다른 상품 잘못 주문"],
        ["2026112312345672", "2026112398765431", "결제완료", "취소철회", Date(46349.4375), Date(46350.4),
         "구매회원", "단순 변심"],
    ]).content())
    write("cancellations/cafe24-cancels.csv", table([
        ["취소 목록"],
        ["기간: 2026-11-24 ~ 2026-11-24"],
        [],
        ["주문번호", "품목별 주문번호", "주문상품명", "상품옵션", "수량", "취소상태", "취소신청일", "취소사유"],
        ["20261123-0000017", "20261123-0000017-02", "니트 스커트\r\n(안감 있음)",
         "색상=아이보리, 사이즈=FREE", "1", "취소접수-관리자", "2026-11-24 09:11:00", "품절, \"재입고\" 없음"],
    ], encoding="cp949"))
    write("cancellations/11st-cancels.csv", table([
        ["주문번호", "주문순번", "상품명", "옵션", "취소수량", "클레임상태", "취소신청일", "취소사유", "클레임번호"],
        ["20261123110045231", "2", "충전 케이블", "2m-2개", "1", "취소신청", "2026.11.24 10:00:00", "구매의사 취소",
         "88120031"],
    ], encoding="cp949"))
    write("cancellations/auction-cancels.tsv", table([
        ["아이디", "취소요청일", "취소상태", "주문번호", "구매자명", "취소사유", "취소완료일", "상품번호", "상품명", "수량",
         "주문옵션"],
        ["seller1", "2026-11-24 10:20", "취소요청", "1452039871", "홍길동", "단순변심", "", "B123456789",
         "핸드 드립 세트", "1", "기본/1개"],
        ["seller1", "2026-11-24 10:25", "취소완료", "1452039872", "홍길동", "단순변심", "2026-11-24 10:31",
         "B123456789", "핸드 드립 세트", "1,000", "기본/1개"],
    ], delimiter="\t"))
    write("cancellations/brandi-cancels.csv", table([
        ["주문번호", "주문상세번호2", "상품명", "옵션", "취소상태", "취소요청일"],
        ["201812069018351", "15471902", "플리츠 스커트", "블랙/FREE", "주문취소중", "2026-11-24 11:00"],
        ["201812069018351", "", "리본  블라우스", "화이트/FREE", "주문취소완료", "2026-11-24 11:05"],
        ["201812069018352", "15471904", "체크 셔츠", "네이비/M", "주문취소완료", "2026-11-24 11:07"],
    ], delimiter=";", line_end="\r"))
    write("cancellations/zigzag-cancels-utf16.txt", "\ufeff".encode("utf-16-le") + table([
        ["주문번호", "상품주문번호", "취소상태", "취소요청일"],
        ["130001112223334445", "130001112223334446", "취소요청중", "2026-11-24"],
    ], delimiter="\t", encoding="utf-16-le"))
    lines = [
        {"claim_id": "k-1", "order_no": "1783450001", "state": "결제취소예정", "requested_at": "2026-11-24T02:00:00Z"},
        {"claim_id": "k-1", "order_no": "1783450001", "state": "결제취소완료", "changed_at": "2026-11-24T02:10:00Z"},
    ]
    write("cancellations/kakao-cancels.jsonl",
          "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode())


def workbooks():
    def with_sheet(rows, before="", properties=""):
        parts = dict(Workbook().add("취소", []).parts())
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("<sheets>", properties + "<sheets>")
        parts["xl/worksheets/sheet1.xml"] = (
            f'{HEAD}{before}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
        )
        parts["xl/sharedStrings.xml"] = (
            f'{HEAD}<sst xmlns="{MAIN}"><si><r><t>주문</t></r><r><rPr><b/></rPr><t>번호</t></r></si>'
            "<si><t>취소상태</t></si><si><t>東京<!-- 1 --> &amp; <![CDATA[<서울>]]></t>"
            "<rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si></sst>"
        )
        return packed(parts.items())

    def text(reference, value):
        return f'<x:c r="{reference}" t="inlineStr"><x:is><x:t>{value}</x:t></x:is></x:c>'

    header = (
        '<x:row r="2"><x:c r="A2" t="s"><x:v>0</x:v></x:c><x:c r="B2" t="s"><x:v>1</x:v></x:c>'
        + text("C2", "상품명") + text("D2", "옵션") + text("E2", "취소요청일")
        + text("F2", "상품코드") + text("G2", "주문상세번호") + text("H2", "수량") + "</x:row>"
    )
    rows = (
        '<x:row r="4" spans="1:8">' + text("A4", "E-1") + text("B4", "&#xCDE8;&#49548;요청")
        + '<x:c r="C4" t="s"><x:v>2</x:v></x:c>'
        '<x:c r="D4" t="b"><x:v>1</x:v></x:c><x:c r="E4" s="1"><x:v>44888.375</x:v></x:c>'
        '<x:c r="F4" t="e"><x:v>#N/A</x:v></x:c>'
        '<x:c r="H4"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>'
        "<x:row>" + text("A5", "E-2") + text("B5", "취소요청")
        + '<x:c r="G5" t="str"><x:f>"50"&amp;"01"</x:f><x:v>5001</x:v></x:c><x:c r="H5"/></x:row>'
    )
    write("workbooks/every-cell.xlsx",
          with_sheet(header + rows, properties='<workbookPr date1904="1"/>'))
    write("workbooks/dates-as-numbers.xlsx", Workbook().add("취소", [
        ["주문번호", "취소상태", "취소요청일"],
        ["N-1", "취소요청", Number("45985.5")],
        ["N-2", "취소요청", Number("36526")],
        ["N-3", "취소요청", Number("73415.75")],
        ["N-4", "취소요청", Number("20261124")],
        ["N-5", "취소요청", Number("36525")],
        ["N-6", "취소요청", Number("73416")],
        ["N-7", "취소요청", Number("-45985")],
        ["N-8", "취소요청", "45985.5"],
    ]).content())
    write("workbooks/document-type.xlsx",
          with_sheet(header + rows, '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'))
    write("workbooks/rows-out-of-order.xlsx",
          with_sheet(header + rows.replace('r="4"', 'r="1"', 1)))


def broken():
    header = ["주문번호", "취소상태", "수량", "취소요청일"]
    write("broken/ragged.csv", table([
        header,
        ["R-1", "취소요청", "1", "2026-11-24 09:00"],
        ["R-2", "취소요청"],
        ["R-3", "취소요청", "1", "2026-11-24 09:00", "하나 더"],
        ["R-4", "취소요청", "1", "2026-11-24 09:00", "", ""],
    ]))
    write("broken/unclosed-quote.csv", (
        '주문번호,취소상태,취소사유\r\nU-1,취소요청,"끝나지 않는 인용\r\nU-2,취소요청,괜찮음\r\nU-3,취소요청,괜찮음\r\n'
    ).encode())
    write("broken/bad-values.csv", table([
        header,
        ["V-1", "취소요청", "0", "2026-11-24 09:00"],
        ["V-2", "취소요청", "-1", "2026-11-24 09:00"],
        ["V-3", "취소요청", "1.5", "2026-11-24 09:00"],
        ["V-4", "취소요청", "한 개", "2026-11-24 09:00"],
        ["V-5", "취소요청", "1", "2026-02-30 09:00"],
        ["V-6", "", "1", "2026-11-24 09:00"],
        ["", "취소요청", "1", "2026-11-24 09:00"],
        ["2.02411E+15", "취소요청", "1", "2026-11-24 09:00"],
        ["V-9", "취소요청", "1", "2026-11-24 09:00"],
    ]))
    write("broken/wrong-encoding.csv", "주문번호,취소상태\r\nW-1,취소요청\r\n".encode() + b"\xff\xff\x80\x81\r\n")
    write("broken/lost-digits.xlsx", Workbook().add("취소", [
        header,
        [Number("2026112312345670"), "취소요청", Number("1"), Date(46350.375)],
        [Number("2.0261123123456E+16"), "취소요청", Number("1"), Date(46350.375)],
        [Number("1452039871"), "취소요청", Number("1.0"), Date(46350.375)],
        ["2026112312345671", "취소요청", Number("1"), Date(46350.375)],
    ]).content())
    whole = Workbook().add("취소", [header, ["D-1", "취소요청", Number("1"), Date(46350.375)]]).content()
    write("broken/damaged.xlsx", whole[: len(whole) // 2])
    write("broken/encrypted.xlsx", compound("EncryptionInfo", "EncryptedPackage"))
    write("broken/legacy.xls", compound("Workbook"))
    write("broken/html.xls", (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=euc-kr"></head><body>'
        "<table><tr><td>주문번호</td><td>취소상태</td></tr></table></body></html>"
    ).encode("cp949"))
    bomb = dict(Workbook().add("취소", [header]).parts())
    bomb["xl/worksheets/sheet1.xml"] = (
        bomb["xl/worksheets/sheet1.xml"][:-len("</sheetData></worksheet>")]
        + "<row><c/></row>" * 4_000_000 + "</sheetData></worksheet>"
    )
    write("broken/bomb.xlsx", packed(bomb.items()))
    write("broken/empty.csv", b"")
    write("broken/header-only.csv", table([header]))
    write("broken/no-order-number.csv", table([["번호", "취소상태"], ["1", "취소요청"]]))
    write("broken/no-state.csv", table([["주문번호", "수량"], ["N-1", "1"]]))
    write("broken/duplicate-header.csv", table([["주문번호", "취소상태", "주문번호"], ["1", "취소요청", "2"]]))
    write("broken/bad-lines.jsonl", (
        '{"order_no":"J-1","state":"취소요청"}\n{"order_no":"J-2","state":\n'
        '{"order_no":"J-3","state":"취소요청","items":[1]}\n{"order_no":1.5,"state":"취소요청"}\n'
        '{"order_no":"J-5","state":"취소요청"}\n'
    ).encode())


if __name__ == "__main__":
    orders()
    cancellations()
    workbooks()
    broken()
