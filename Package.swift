// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "cancelsync",
    products: [
        .executable(name: "cancelsync", targets: ["cancelsync"]),
        .library(name: "MatchingCore", targets: ["MatchingCore"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(name: "MatchingCore", swiftSettings: strict),
        .target(
            name: "MarketplaceCatalog",
            dependencies: ["MatchingCore", yams],
            resources: [.embedInCode("marketplaces.yaml")],
            swiftSettings: strict
        ),
        .target(name: "SyncInterfaces", dependencies: ["MatchingCore"], swiftSettings: strict),
        .systemLibrary(
            name: "CArchive",
            pkgConfig: "libarchive",
            providers: [.apt(["libarchive-dev"])]
        ),
        .systemLibrary(
            name: "CXML",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]
        ),
        .target(
            name: "FeedConnectors",
            dependencies: ["SyncInterfaces", "MatchingCore", "CArchive", "CXML", crypto],
            swiftSettings: strict
        ),
        .systemLibrary(
            name: "CXLSXWriter",
            pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]
        ),
        .target(
            name: "ListExports",
            dependencies: ["SyncInterfaces", "MatchingCore", "CXLSXWriter"],
            swiftSettings: strict
        ),
        .target(name: "CSQLiteSetup", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "OrderStore",
            dependencies: ["SyncInterfaces", "MatchingCore", "CSQLiteSetup", grdb, sqlite],
            swiftSettings: strict
        ),
        .target(
            name: "SyncEngine",
            dependencies: ["SyncInterfaces", "MatchingCore"],
            swiftSettings: strict
        ),
        .target(
            name: "ConsoleModel",
            dependencies: ["SyncInterfaces", "MatchingCore"],
            swiftSettings: strict
        ),
        .target(
            name: "CNcurses",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
        ),
        .target(
            name: "ConsoleTerminal",
            dependencies: ["ConsoleModel", "MatchingCore", "CNcurses"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "cancelsync",
            dependencies: [
                "MatchingCore", "MarketplaceCatalog", "SyncInterfaces", "FeedConnectors",
                "ListExports", "OrderStore", "SyncEngine", "ConsoleModel", "ConsoleTerminal",
                argumentParser,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "MatchingCoreTests",
            dependencies: ["MatchingCore"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "MarketplaceCatalogTests",
            dependencies: ["MarketplaceCatalog", "MatchingCore"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "FeedConnectorsTests",
            dependencies: ["FeedConnectors", "SyncInterfaces", "MatchingCore"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ListExportsTests",
            dependencies: ["ListExports", "SyncInterfaces", "MatchingCore"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "OrderStoreTests",
            dependencies: ["OrderStore", "SyncInterfaces", "MatchingCore", grdb],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SyncEngineTests",
            dependencies: ["SyncEngine", "OrderStore", "SyncInterfaces", "MatchingCore"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ConsoleModelTests",
            dependencies: ["ConsoleModel", "SyncInterfaces", "MatchingCore"],
            exclude: ["Frames"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ConsoleTerminalTests",
            dependencies: ["ConsoleTerminal", "ConsoleModel", "CNcurses"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ConsoleEndToEndTests",
            dependencies: ["cancelsync"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CommandTests",
            dependencies: ["cancelsync", "MarketplaceCatalog", "MatchingCore"],
            swiftSettings: strict
        ),
        .testTarget(name: "HouseRulesTests", swiftSettings: strict),
    ]
)
