package io.cartwright.site;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes X.509 certificates: a CA that signs itself, and server certificates that it signs. */
final class CertificateMaker {
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final Duration CLOCK_SLACK = Duration.ofHours(1);
  private static final int SERIAL_BITS = 120;
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final Clock clock;
  private final SecureRandom random;

  CertificateMaker(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** A CA that may sign server certificates and no further CA. */
  X509Certificate authority(KeyPair keys, Duration lifetime) throws GeneralSecurityException {
    BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    X500Name name =
        new X500Name("O=Cartwright,CN=Cartwright CA " + serial.toString(16).substring(0, 8));
    X509v3CertificateBuilder builder = builder(name, serial, name, keys.getPublic(), lifetime);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
      return sign(builder, keys);
    } catch (CertIOException failed) {
      throw new GeneralSecurityException(failed);
    }
  }

  /** A certificate for TLS servers under some host names and addresses. */
  X509Certificate server(
      PublicKey key,
      X509Certificate authority,
      KeyPair caKeys,
      List<String> names,
      Duration lifetime)
      throws GeneralSecurityException {
    BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    X500Name issuer = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
    X500Name subject = new X500Name("O=Cartwright,CN=localhost");
    X509v3CertificateBuilder builder = builder(issuer, serial, subject, key, lifetime);
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(authority.getPublicKey()));
      return sign(builder, caKeys);
    } catch (CertIOException failed) {
      throw new GeneralSecurityException(failed);
    }
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, BigInteger serial, X500Name subject, PublicKey key, Duration lifetime) {
    Instant now = clock.instant();
    return new JcaX509v3CertificateBuilder(
        issuer,
        serial,
        Date.from(now.minus(CLOCK_SLACK)),
        Date.from(now.plus(lifetime)),
        subject,
        key);
  }

  private X509Certificate sign(X509v3CertificateBuilder builder, KeyPair keys)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder(SIGNATURE)
                      .setSecureRandom(random)
                      .build(keys.getPrivate())));
    } catch (OperatorCreationException failed) {
      throw new GeneralSecurityException(failed);
    }
  }

  private static GeneralNames alternativeNames(List<String> names) {
    return new GeneralNames(
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
            .toArray(GeneralName[]::new));
  }

  private static boolean isAddress(String name) {
    return ADDRESS.matcher(name).matches();
  }

  /** The one form in which two spellings of a name or an address are equal. */
  static String canonical(String name) {
    if (!isAddress(name)) {
      return name.toLowerCase(Locale.ROOT);
    }
    try {
      return InetAddress.getByName(name).getHostAddress();
    } catch (UnknownHostException unusual) {
      return name;
    }
  }
}
