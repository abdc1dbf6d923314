package import MatchingCore

extension SimulatedSeat {
    /// Every seat, in a fixed order.
    package static let all: [SimulatedSeat] = [
        coupang, storefarm, cafe24, esm("auction"), esm("gmarket"), elevenStreet, kakao, makeshop,
        ssg("shinsegae"), ssg("emart"), zigzag,
    ]

    /// 쿠팡's.
    package static let coupang = SimulatedSeat(
        "coupang",
        api: "coupang",
        [
            Setting("vendor_id", SimulatedCoupang.vendorID),
            Setting("access_key", SimulatedCoupang.accessKey).secret,
            Setting("secret_key", SimulatedCoupang.secretKey).secret,
        ]
    ) { generator in
        var generator = generator
        // A request that is made again has a receipt of its own.
        generator.shares.askedAgain = 0
        return generator.shop(
            "coupang",
            .init(
                order: { index, _ in "\(31_000_000_000_000 + index)" },
                line: { "\($0)\($2)" },
                claim: { "\(900_000_000 + $0)" }
            )
        )
    }

    /// 스마트스토어's.
    package static let storefarm = SimulatedSeat(
        "storefarm",
        api: "naver",
        [
            Setting("client_id", SimulatedNaver.clientID),
            Setting("client_secret", SimulatedNaver.clientSecret).secret,
        ]
    ) { generator in
        generator.shop(
            "storefarm",
            .init(
                order: { index, _ in "\(2_026_030_120_000_000 + index)" },
                line: { "\(2_026_030_150_000_000 + $1 * 10 + $2)" },
                claim: { "\(200_000_000 + $0)" }
            )
        )
    }

    private static let cafe24 = SimulatedSeat(
        "cafe24",
        api: "cafe24",
        [
            Setting("mall_id", SimulatedCafe24.mallID),
            Setting("client_id", SimulatedCafe24.clientID),
            Setting("client_secret", SimulatedCafe24.clientSecret).secret,
            Setting("refresh_token", SimulatedCafe24.firstRefreshToken).secret,
        ]
    ) { generator in
        var generator = generator
        SimulatedCafe24.shape(&generator)
        return generator.shop("cafe24", SimulatedCafe24.numbering)
    }

    private static func esm(_ site: MarketplaceID) -> SimulatedSeat {
        SimulatedSeat(
            site,
            api: "esm",
            [
                Setting("master_id", SimulatedESM.masterID),
                Setting("issuer", "www.example.com"),
                Setting("seller_id", SimulatedESM.sellerID),
                Setting("secret_key", SimulatedESM.secretKey).secret,
            ]
        ) { generator in
            var generator = generator
            SimulatedESM.shape(&generator)
            return generator.shop(site, SimulatedESM.numbering)
        }
    }

    private static let elevenStreet = SimulatedSeat(
        "11st",
        api: "11st",
        [Setting("key", SimulatedElevenStreet.key).secret]
    ) { generator in
        var generator = generator
        SimulatedElevenStreet.shape(&generator)
        return generator.shop("11st", SimulatedElevenStreet.numbering)
    }

    private static let kakao = SimulatedSeat(
        "kakao-talkstore",
        api: "kakao",
        [
            Setting("admin_key", SimulatedKakao.adminKey).secret,
            Setting("seller_key", SimulatedKakao.sellerKey).secret,
        ]
    ) { generator in
        var generator = generator
        // A line is cancelled whole, and a request that is made again is a claim of its own.
        generator.takesParts = false
        generator.shares.askedAgain = 0
        return generator.shop(
            "kakao-talkstore",
            .init(
                order: { index, _ in "\(1_700_000_000 + index)" },
                line: { "\(2_100_000_000 + $1 * 10 + $2)" },
                claim: { "\(3_300_000 + $0)" }
            )
        )
    }

    /// 메이크샵's.
    package static let makeshop = SimulatedSeat(
        "makeshop",
        api: "makeshop",
        [
            Setting("shop_id", SimulatedMakeshop.shopID),
            Setting("client_id", SimulatedMakeshop.clientID),
            Setting("client_secret", SimulatedMakeshop.clientSecret).secret,
        ]
    ) { generator in
        var generator = generator
        // Neither has a documented form, and an item is cancelled whole.
        generator.shares.withdrawn = 0
        generator.shares.beforeConfirmation = 0
        generator.shares.unheardOf = 0
        generator.takesParts = false
        return generator.shop(
            "makeshop",
            .init(
                order: { index, _ in "2026030111\(1_000_000 + index)" },
                line: { "\($1 * 10 + $2)" },
                claim: { "\($0)" }
            )
        )
        .namingClaims { "\($0.number)-\($1.number)" }
    }

    /// That of 신세계 or 이마트.
    package static func ssg(_ site: MarketplaceID) -> SimulatedSeat {
        SimulatedSeat(
            site,
            api: "ssg",
            [Setting("vendor_key", SimulatedSSG.vendorKeys[site] ?? "").secret],
            // Open requests are told, and synced where the operator says so.
            entry: ["cancel_states: [주문취소, 취소요청]"]
        ) { generator in
            var generator = generator
            generator.shares.completed = 1
            generator.shares.withdrawn = 0
            generator.shares.beforeConfirmation = 0
            return generator.shop(
                site,
                .init(
                    order: { index, _ in
                        "20260301\(String(0xA00000 + index, radix: 16).uppercased())"
                    },
                    line: { "\($2)" },
                    claim: { "\($0)" }
                )
            )
            .namingClaims {
                "\(SimulatedSSG.exchangedNumber(of: $0) ?? $0.number)-\($1.sequence)"
            }
        }
    }

    /// 지그재그's.
    package static let zigzag = SimulatedSeat(
        "zigzag",
        api: "zigzag",
        [
            Setting("access_key", SimulatedZigzag.accessKey),
            Setting("secret_key", SimulatedZigzag.secretKey).secret,
        ],
        // The real words are not documented; these are the simulator's own.
        entry: [
            "synonyms: { MADE_UP_REQUESTED: 취소요청중, MADE_UP_COMPLETED: 취소완료 }",
            "withdrawal: [취소철회, MADE_UP_WITHDRAWN]",
        ]
    ) { generator in
        generator.shop(
            "zigzag",
            .init(
                order: { index, _ in "\(140_000_000_000_000_000 + index)" },
                line: { "\(150_000_000_000_000_000 + $1 * 10 + $2)" },
                claim: { "\(160_000_000_000_000_000 + $0)" }
            )
        )
    }
}
