package io.cartwright.site;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The P-256 key pair that signs tokens (ES256), named by its RFC 7638 thumbprint.
 *
 * <p>Signing goes straight to BouncyCastle's curve arithmetic with deterministic nonces (RFC 6979),
 * several times cheaper than the way through the Java security providers, and every new visitor
 * needs a signature. What nobody else has to check is sealed instead (HS256), with a secret that
 * follows from the key.
 */
final class TokenKey {
  private static final int COORDINATE_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String SEALED_HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

  private final ECPrivateKeyParameters signingKey;
  private final ECKey jwk;
  private final ECDSAVerifier verifier;
  private final String encodedHeader;
  private final SecretKeySpec sealSecret;
  private final MACVerifier sealVerifier;

  private TokenKey(KeyPair pair) throws JOSEException {
    X9ECParameters curve = CustomNamedCurves.getByName("P-256");
    ECDomainParameters domain =
        new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
    signingKey = new ECPrivateKeyParameters(((ECPrivateKey) pair.getPrivate()).getS(), domain);
    jwk =
        new ECKey.Builder(Curve.P_256, publicKey)
            .algorithm(JWSAlgorithm.ES256)
            .keyUse(KeyUse.SIGNATURE)
            .keyIDFromThumbprint()
            .build();
    verifier = new ECDSAVerifier(publicKey);
    verifier.getJCAContext().setProvider(new BouncyCastleProvider());
    encodedHeader =
        encode("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + jwk.getKeyID() + "\"}");
    sealSecret = new SecretKeySpec(secretFor("refresh tokens"), "HmacSHA256");
    sealVerifier = new MACVerifier(sealSecret);
  }

  /** The pair kept in a file, made at the first start. */
  static TokenKey loadOrCreate(Path file, SecureRandom random) {
    try {
      return new TokenKey(PemFile.loadOrCreateKeyPair(file, random));
    } catch (JOSEException unusable) {
      throw new IllegalStateException("Cannot use the key in " + file, unusable);
    }
  }

  String id() {
    return jwk.getKeyID();
  }

  ECDSAVerifier verifier() {
    return verifier;
  }

  /** The public key set (RFC 7517) as JSON. */
  String jwks() {
    return new JWKSet(jwk).toString();
  }

  /** A secret for another purpose: the hash of a signature, which is the same each time. */
  byte[] secretFor(String purpose) {
    return sha256(sign("{\"purpose\":\"" + purpose + "\"}"));
  }

  /**
   * A compact JWT over claims that are JSON already, which only engines with this key can check.
   */
  String seal(String claims) {
    String signed = SEALED_HEADER + "." + encode(claims);
    return signed + "." + BASE64.encodeToString(mac(signed));
  }

  /** Checks what {@link #seal} made. */
  MACVerifier sealVerifier() {
    return sealVerifier;
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance(sealSecret.getAlgorithm());
      mac.init(sealSecret);
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("This Java has no HMAC with SHA-256", missing);
    }
  }

  /** A compact JWT over claims that are JSON already. */
  String sign(String claims) {
    String signed = encodedHeader + "." + encode(claims);
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, signingKey);
    BigInteger[] rs = signer.generateSignature(sha256(signed));
    byte[] signature = new byte[2 * COORDINATE_BYTES];
    put(rs[0], signature, 0);
    put(rs[1], signature, COORDINATE_BYTES);
    return signed + "." + BASE64.encodeToString(signature);
  }

  private static void put(BigInteger number, byte[] into, int at) {
    byte[] bytes = number.toByteArray();
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, into, at + COORDINATE_BYTES - length, length);
  }

  private static String encode(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("This Java has no SHA-256", missing);
    }
  }
}
