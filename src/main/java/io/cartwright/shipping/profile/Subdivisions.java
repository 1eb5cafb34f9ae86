package io.cartwright.shipping.profile;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Subdivisions that destinations may name, by ISO 3166-2: of the countries where prices of delivery
 * commonly depend on them. {@code NY} and {@code US-NY} mean the same.
 */
public final class Subdivisions {
  private static final Map<String, Set<String>> CODES = new TreeMap<>();

  static {
    of(
        "US",
        "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ"
            + " NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR UM VI AA"
            + " AE AP");
    of("CA", "AB BC MB NB NL NS NT NU ON PE QC SK YT");
    of("AU", "ACT NSW NT QLD SA TAS VIC WA");
    of("NZ", "AUK BOP CAN CIT GIS HKB MBH MWT NSN NTL OTA STL TAS TKI WGN WKO WTC");
    of("BR", "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO");
    of("AR", "A B C D E F G H J K L M N P Q R S T U V W X Y Z");
    of(
        "MX",
        "AGU BCN BCS CAM CHH CHP CMX COA COL DUR GRO GUA HID JAL MEX MIC MOR NAY NLE OAX PUE QUE"
            + " ROO SIN SLP SON TAB TAM TLA VER YUC ZAC");
    of(
        "IN",
        "AN AP AR AS BR CG CH CT DD DH DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR"
            + " PB PY RJ SK TG TN TR TS UK UP UT WB");
    of("DE", "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH");
    of("AT", "1 2 3 4 5 6 7 8 9");
    of("CH", "AG AI AR BE BL BS FR GE GL GR JU LU NE NW OW SG SH SO SZ TG TI UR VD VS ZG ZH");
    of(
        "ES",
        "A AB AL AV B BA BI BU C CA CC CE CO CR CS CU GC GI GR GU H HU J L LE LO LU M MA ML MU NA"
            + " O OR P PM PO S SA SE SG SO SS T TE TF TO V VA VI Z ZA");
    of("GB", "ENG NIR SCT WLS");
    of("NL", "DR FL FR GE GR LI NB NH OV UT ZE ZH");
    of("AE", "AJ AZ DU FU RK SH UQ");
    of("FR", "20R ARA BFC BRE CVL GES HDF IDF NAQ NOR OCC PAC PDL");
    of("PT", numbers(18) + " 20 30");
    of(
        "IT",
        "AG AL AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CH CI CL CN CO CR CS CT"
            + " CZ EN FC FE FG FI FM FR GE GO GR IM IS KR LC LE LI LO LT LU MB MC ME MI MN MO MS MT"
            + " NA NO NU OG OR OT PA PC PD PE PG PI PN PO PR PT PU PV PZ RA RC RE RG RI RM RN RO SA"
            + " SI SO SP SR SS SU SV TA TE TN TO TP TR TS TV UD VA VB VC VE VI VR VS VT VV");
    of("ZA", "EC FS GP KZN LP MP NC NW WC");
    of("JP", numbers(47));
    of("MY", numbers(16));
  }

  private Subdivisions() {}

  private static void of(String country, String codes) {
    CODES.put(country, Set.of(codes.split(" ")));
  }

  private static String numbers(int last) {
    StringBuilder codes = new StringBuilder("01");
    for (int i = 2; i <= last; i++) codes.append(i < 10 ? " 0" : " ").append(i);
    return codes.toString();
  }

  /** Whether destinations in this country may name subdivisions. */
  static boolean supports(String country) {
    return CODES.containsKey(country);
  }

  /** Whether the country has this subdivision. */
  static boolean has(String country, String subdivision) {
    String code = code(country, subdivision);
    return supports(country) && CODES.get(country).contains(code.substring(country.length() + 1));
  }

  /** The one spelling of a subdivision, such as {@code US-NY}. */
  public static String code(String country, String subdivision) {
    String upper = subdivision.strip().toUpperCase(Locale.ROOT);
    return upper.startsWith(country + "-") ? upper : country + "-" + upper;
  }
}
